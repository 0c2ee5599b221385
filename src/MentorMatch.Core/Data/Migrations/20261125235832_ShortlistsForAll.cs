using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MentorMatch.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class ShortlistsForAll : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "for_exposure",
                table: "suggestions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "shortlist_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    reached = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shortlist_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_shortlist_batches_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "batched_citizens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shortlist_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    easing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    easing_brings = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batched_citizens", x => x.id);
                    table.ForeignKey(
                        name: "fk_batched_citizens_citizens_citizen_id",
                        column: x => x.citizen_id,
                        principalTable: "citizens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_batched_citizens_shortlist_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "shortlist_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_batched_citizens_shortlists_shortlist_id",
                        column: x => x.shortlist_id,
                        principalTable: "shortlists",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_batched_citizens_batch_id_citizen_id",
                table: "batched_citizens",
                columns: new[] { "batch_id", "citizen_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_batched_citizens_citizen_id",
                table: "batched_citizens",
                column: "citizen_id");

            migrationBuilder.CreateIndex(
                name: "ix_batched_citizens_shortlist_id",
                table: "batched_citizens",
                column: "shortlist_id");

            migrationBuilder.CreateIndex(
                name: "ix_shortlist_batches_open",
                table: "shortlist_batches",
                column: "programme_id",
                unique: true,
                filter: "state in ('Waiting', 'Ranking', 'SharingOut', 'Saving')");

            migrationBuilder.CreateIndex(
                name: "ix_shortlist_batches_programme_id_started_at",
                table: "shortlist_batches",
                columns: new[] { "programme_id", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batched_citizens");

            migrationBuilder.DropTable(
                name: "shortlist_batches");

            migrationBuilder.DropColumn(
                name: "for_exposure",
                table: "suggestions");
        }
    }
}
