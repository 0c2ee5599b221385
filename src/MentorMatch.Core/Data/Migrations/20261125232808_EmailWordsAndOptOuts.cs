using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MentorMatch.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class EmailWordsAndOptOuts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "topic",
                table: "emails",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "unsubscribe_hash",
                table: "emails",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "email_opt_outs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    topic = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_opt_outs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "email_wordings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    body = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    button = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_wordings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_emails_unsubscribe_hash",
                table: "emails",
                column: "unsubscribe_hash",
                filter: "unsubscribe_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_email_opt_outs_account_id",
                table: "email_opt_outs",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_email_opt_outs_address_topic",
                table: "email_opt_outs",
                columns: new[] { "address", "topic" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_email_wordings_programme_id_kind_language",
                table: "email_wordings",
                columns: new[] { "programme_id", "kind", "language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "email_opt_outs");

            migrationBuilder.DropTable(
                name: "email_wordings");

            migrationBuilder.DropIndex(
                name: "ix_emails_unsubscribe_hash",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "topic",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "unsubscribe_hash",
                table: "emails");
        }
    }
}
