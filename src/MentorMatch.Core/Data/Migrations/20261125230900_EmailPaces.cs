using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MentorMatch.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class EmailPaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "has_turn",
                table: "emails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "urgent",
                table: "emails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ready_at",
                table: "emails",
                type: "timestamp with time zone",
                nullable: false,
                computedColumnSql: "coalesce(next_attempt_at, due_at)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "email_paces",
                columns: table => new
                {
                    domain = table.Column<long>(type: "bigint", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_paces", x => x.domain);
                });

            migrationBuilder.CreateIndex(
                name: "ix_emails_urgent_ready_at",
                table: "emails",
                columns: new[] { "urgent", "ready_at" },
                filter: "state = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "email_paces");

            migrationBuilder.DropIndex(
                name: "ix_emails_urgent_ready_at",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "ready_at",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "has_turn",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "urgent",
                table: "emails");
        }
    }
}
