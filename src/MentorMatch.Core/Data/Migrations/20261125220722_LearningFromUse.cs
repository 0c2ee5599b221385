using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MentorMatch.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class LearningFromUse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "feature_hash",
                table: "suggestions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<float[]>(
                name: "features",
                table: "suggestions",
                type: "real[]",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "model_version",
                table: "suggestions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "shadow_place",
                table: "suggestions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shadow_version",
                table: "shortlists",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ranking_models",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    invented = table.Column<bool>(type: "boolean", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    feature_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    metrics = table.Column<string>(type: "jsonb", nullable: false),
                    serving_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ranking_models", x => x.id);
                    table.ForeignKey(
                        name: "fk_ranking_models_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ranking_models_in_use",
                table: "ranking_models",
                columns: new[] { "programme_id", "state" },
                unique: true,
                filter: "state in ('Serving', 'Shadow')");

            migrationBuilder.CreateIndex(
                name: "ix_ranking_models_programme_id_model_version",
                table: "ranking_models",
                columns: new[] { "programme_id", "model_version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ranking_models");

            migrationBuilder.DropColumn(
                name: "feature_hash",
                table: "suggestions");

            migrationBuilder.DropColumn(
                name: "features",
                table: "suggestions");

            migrationBuilder.DropColumn(
                name: "model_version",
                table: "suggestions");

            migrationBuilder.DropColumn(
                name: "shadow_place",
                table: "suggestions");

            migrationBuilder.DropColumn(
                name: "shadow_version",
                table: "shortlists");
        }
    }
}
